/** Measures in the words of the people they are taken against. */
const STEPS: Readonly<Record<string, string>> = {
  warning: '警告',
  rectification: '限期整改',
  suspension: '暂停营业',
  lifted: '解除措施',
};
export const stepName = (step: string): string => STEPS[step] ?? step;
