// What became of an image.

/** An image that Docker has now. */
export type Had = {
  how: 'present' | 'archive' | 'pulled' | 'built';
  /** What an image that was built here really is, where that is not upstream's very version. */
  really?: string;
};

/** An image that Docker does not have. */
export type Missing = {
  /** `absent`: its registry says that there is no such image. `unavailable`: it cannot be had from here. */
  how: 'absent' | 'unavailable';
  /** For an absent one, what the registry says; otherwise what was tried, and why it did not work. */
  reason: string;
};

export type Outcome = Had | Missing;
export type ImageResult = Outcome & { reference: string; seconds: number };

export function isMissing<T extends Outcome>(result: T): result is T & Missing {
  return result.how === 'absent' || result.how === 'unavailable';
}
