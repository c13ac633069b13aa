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
/**
 * Two characters in a row in common, that is not what both only begin with: names of goods end in what they are, and
 * begin with where or how. 东北大米 and 大米（一级） are the same goods, 东北大米 and 东北小米 are not.
 */
const areAlike = (one: string, other: string): boolean => {
  const [pairs, others] = [pairsOf(one), pairsOf(other)];
  const isBare = pairs.length === 1 || others.length === 1;
  return pairs.some((pair, i) => others.some((same, j) => same === pair && (i + j > 0 || isBare)));
};
export const isNamedLike = (name: string, names: readonly (string | null)[]): boolean =>
  names.some((other) => other !== null && (other === name || areAlike(name, other)));

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
