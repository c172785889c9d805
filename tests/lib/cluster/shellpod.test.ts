import { expect, test } from 'vitest';
import { shellPod } from '../../../scripts/lib/cluster/shellpod.ts';

test('the shell gets its script as it is: Kubernetes makes one $ of two', () => {
  const [container] = shellPod('a', 'b', 'kill -USR1 $$; i=$((i+1)); echo $i').spec.containers;
  expect(container?.command.at(-1)).toBe('kill -USR1 $$$$; i=$$((i+1)); echo $$i');
});
