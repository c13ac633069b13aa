import { isRecord, must } from './checked.ts';

/**
 * Results of use cases: a value, or a refusal that says why in the user's language. Refuse with a value; throw only for
 * a bug.
 */
export interface RefusalDetail {
  /** The place in the input: `['lines', '0', 'quantity']`. None where it is about no field of it. */
  path?: string[];
  /** The word, the id or the thing that it is about. */
  about?: string;
  /** What is wrong there, in Chinese. */
  text: string;
}
/** A field of the input is wrong: `atField('lines.0.quantity', '只剩3件')`. */
export const atField = (path: string, text: string): RefusalDetail => ({ path: path.split('.'), text });
/** What was found wrong in a part of the input, as seen from its root: `within('skus.0.label', detail)`. */
export const within = (part: string, { path = [], ...rest }: RefusalDetail): RefusalDetail => ({
  ...rest,
  path: [...part.split('.'), ...path],
});
/** What is wrong is no field of the input: a word in a stored text, an id out of several, a missing paper. */
export const aboutThing = (about: string, text: string): RefusalDetail => ({ about, text });

export interface Refused<Code extends string = string> {
  ok: false;
  code: Code;
  message: string;
  clause?: string;
  details: RefusalDetail[];
}

export interface Accepted<T> {
  ok: true;
  value: T;
}

export type Outcome<T, Code extends string = string> = Accepted<T> | Refused<Code>;
/** Whether what may be anything is a refusal. */
export const isRefused = (result: unknown): result is Refused => isRecord(result) && result['ok'] === false;

export interface RefusalText<Clause extends string = string> {
  /** Chinese, plain words, says what the person can do. */
  message: string;
  clause?: Clause;
}

export type RefusalTable = Readonly<Record<string, RefusalText>>;
export type CodeOf<Table extends RefusalTable> = keyof Table & string;

export const ok = <T>(value: T): Accepted<T> => ({ ok: true, value });

/** `refuse(placeOrderRefusals, 'OUT_OF_STOCK')`: the message and the clause come from the table. */
export const refuse = <Table extends RefusalTable, Code extends CodeOf<Table>>(
  table: Table,
  code: Code,
  details?: RefusalDetail[],
): Refused<Code> => refuseAs(code, must(table[code], code), details);
export const refuseAs = <Code extends string>(
  code: Code,
  { message, clause }: RefusalText,
  details: RefusalDetail[] = [],
): Refused<Code> => ({ ok: false, code, message, clause, details });

/** What any mutation may answer by itself, before or beside its own rule. */
export const machineRefusals = {
  INVALID_INPUT: { message: '填写的内容有误，请按提示修改' },
  ERASED: { message: '这个人或主体的资料已依法删除，不能再为其办理' },
  REQUEST_ID_REUSED: { message: '这个请求编号已用于另一次操作，请重新提交' },
} as const satisfies RefusalTable;
export type MachineCode = CodeOf<typeof machineRefusals>;

/** Said alike by many mutations: `refusals: { NOT_FOUND, TOO_LATE: { … } }`. */
export const NOT_FOUND = { message: '没有找到，或不属于您' } as const satisfies RefusalText;
export const WRONG_STATE = { message: '当前状态不能这样操作，请刷新后再看' } as const satisfies RefusalText;

/** For what is no mutation: reactions, edges and jobs refuse in the same words. */
export const commonRefusals = { ...machineRefusals, NOT_FOUND, WRONG_STATE } as const satisfies RefusalTable;
