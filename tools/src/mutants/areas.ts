/** What is mutated, and how. A file belongs to the first area that names it. */
export interface Area {
  files: RegExp;
  mutators: readonly string[];
}

/** Conditions, boundaries, sums and what decides by yes and no. */
const LOGIC = [
  'ArithmeticOperator',
  'AssignmentOperator',
  'BooleanLiteral',
  'ConditionalExpression',
  'EqualityOperator',
  'LogicalOperator',
  'MethodExpression',
  'UnaryOperator',
  'UpdateOperator',
  'Rounding',
];
const LISTS = ['FewerItems'];
const MAY = ['Opened'];
const WHOSE = ['WithoutCondition'];

/** Specs, worlds of tests, what only names columns, shows rows or counts them, and what is generated. */
export const NOT_MUTATED =
  /\.(spec|fixture|entity|stub|settings|view)\.ts$|\/evidence\.ts$|\/(asks|foreign|test|testing)\//;
export const AREAS: readonly Area[] = [
  { files: /\.(policy|lifecycle)\.ts$/, mutators: [...LOGIC, ...LISTS] },
  { files: /\/permissions\.ts$/, mutators: [...MAY, ...LISTS] },
  { files: /\/access\.ts$/, mutators: [...LOGIC, ...LISTS, ...WHOSE] },
  { files: /\/payments\/src\/(ledger|settlement)\/[a-z-]+\.ts$/, mutators: [...LOGIC, ...MAY, ...WHOSE] },
  { files: /\.ts$/, mutators: [...MAY, ...WHOSE] },
];
export const areaOf = (file: string): Area | null =>
  NOT_MUTATED.test(file) ? null : (AREAS.find(({ files }) => files.test(file)) ?? null);
