import { apiName } from '@heitu/kit/rules/enums';
import { judged, type EvidenceFigure } from '@heitu/kit/rules/evidence';

/** A figure as a peer answers it. */
export const asTold = (figure: EvidenceFigure) => {
  const { verdict, source, ...rest } = judged(figure);
  return { ...rest, verdict: verdict && apiName(verdict), source: source && apiName(source) };
};
