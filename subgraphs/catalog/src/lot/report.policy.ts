/** A report is about this lot when its sample, its days and its laboratory fit (7.3.2.a). */
export interface ReportFacts {
  sampleName: string;
  sampledOn: string;
  inspectedOn: string;
}
interface ReportedLot {
  producedOn: string;
  /** How the goods are called: on the bag, on the shelf, as a kind. */
  names: readonly (string | null)[];
}
interface ReportProblem {
  at: keyof ReportFacts;
  text: string;
}

const pairsOf = (name: string): string[] => {
  const letters = [...name.replace(/[\s（）()]/gu, '')];
  return letters.slice(1).map((letter, i) => `${letters[i]}${letter}`);
};
/** Two characters in a row in common: 五常大米 and 大米（稻花香2号） are the same goods, 大米 and 黑木耳 are not. */
export const isNamedLike = (name: string, names: readonly (string | null)[]): boolean => {
  const pairs = pairsOf(name);
  return names.some(
    (other) => other !== null && (other === name || pairsOf(other).some((pair) => pairs.includes(pair))),
  );
};

export function reportProblems(report: ReportFacts, lot: ReportedLot): ReportProblem[] {
  const problems: ReportProblem[] = [];
  if (!isNamedLike(report.sampleName, lot.names))
    problems.push({ at: 'sampleName', text: `报告上的样品是“${report.sampleName}”，和这批货不是一样东西` });
  if (report.sampledOn < lot.producedOn)
    problems.push({
      at: 'sampledOn',
      text: `${report.sampledOn}取的样，这批货${lot.producedOn}才生产，报告不是这批货的`,
    });
  if (report.inspectedOn < report.sampledOn)
    problems.push({ at: 'inspectedOn', text: `报告日期${report.inspectedOn}早于取样日期${report.sampledOn}` });
  return problems;
}
