/** What a state is called in Chinese, by its lifecycle. */
export const textOf = (states: Readonly<Record<string, string>>, state: string): string => states[state] ?? state;
