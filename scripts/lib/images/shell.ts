/** A shell and the tools of busybox, for pods that look at something: those of doctor, and those of tests. */
export const shellImage = 'docker.io/library/busybox:1.37.0';
