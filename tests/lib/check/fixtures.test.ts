// Every folder of tests/fixtures: `invalid/<reason>` must give exactly the text in its expected.txt, `valid/<reason>` no finding.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { check } from '../../../scripts/lib/check/check.ts';
import { allStages } from '../../../scripts/lib/check/types.ts';
import { findingText } from '../../../scripts/lib/findings/print.ts';
import { type Changes, checkoutWith, removeCheckout } from '../../checkout.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');

async function messages(kind: string, reason: string): Promise<string> {
  const changes = parse(readFileSync(join(fixtures, kind, reason, 'changes.yaml'), 'utf8')) as Changes;
  const root = checkoutWith(changes);
  try {
    const { findings } = await check(root, { stages: allStages, environments: [], components: [] });
    // The toolkit's own types are no matter of a fixture.
    return findings
      .filter(({ code }) => code !== 'E_TYPES')
      .map(findingText)
      .join('\n');
  } finally {
    removeCheckout(root);
  }
}

describe('invalid', () => {
  test.each(readdirSync(join(fixtures, 'invalid')))('%s', async (reason) => {
    const text = await messages('invalid', reason);
    expect(text).not.toBe('');
    await expect(text).toMatchFileSnapshot(join(fixtures, 'invalid', reason, 'expected.txt'));
  });
});

describe('valid', () => {
  test.each(readdirSync(join(fixtures, 'valid')))('%s', async (reason) => {
    expect(await messages('valid', reason)).toBe('');
  });
});
