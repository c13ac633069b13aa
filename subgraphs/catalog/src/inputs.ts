import { LocalDate } from '@heitu/kit/rules/graphql';
import { asScalar, line, localDate } from '@heitu/kit/rules/validate';

/** Fields that inputs of several features have. */
export const day = () => asScalar(LocalDate, localDate());
export const optionalLine = (max: number) => line(max).nullish().default(null);
