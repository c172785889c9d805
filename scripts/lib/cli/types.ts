// What a command is.

/** An option of a command. `value` names its value in the help; without it the option is a switch. */
export type Option = { description: string; value?: string; multiple?: boolean };

export type Arguments = { values: Record<string, string | boolean | string[]>; positionals: string[] };

export type Command = {
  /** The npm script: `check`. */
  name: string;
  /** One or two sentences: what it does. */
  description: string;
  options: Record<string, Option>;
  /** Lines such as `npm run check -- --environment staging`, each with what it does. */
  examples: [string, string][];
  /** Returns the exit code: 0 good, 1 findings. A CommandError makes it 2. */
  run: (args: Arguments) => Promise<number>;
};
