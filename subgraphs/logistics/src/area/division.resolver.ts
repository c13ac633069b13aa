import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { GraphQLError } from 'graphql';
import { Arg, Ctx, Directive, Field, FieldResolver, ObjectType, Query, Resolver, Root } from 'type-graphql';
import type { LogisticsContext } from '../context.ts';
import { divisionPath, divisionsOf, homeCounty } from './division.loader.ts';
import { divisionCode, isDivisionCode } from './division.policy.ts';
import { MapPointView } from './area.view.ts';
import { divisionPoints } from './map-point.loader.ts';
import type { MapPoint } from './map-point.policy.ts';

const BAD_INPUT = { extensions: { code: 'BAD_USER_INPUT' } };

@Directive(SAME_FOR_ALL)
@ObjectType({ description: 'Province, city, county, township or village.' })
export class Division {
  @Field({ description: '2, 4, 6, 9 or 12 digits.' }) code: string;
  @Field() name: string;
  @Field(() => Boolean, { description: 'Whether one can choose within it.' }) hasParts: boolean;
}

/** The code that was asked for, where it can be one. */
export function checked(code: string): string {
  const { error } = divisionCode().safeParse(code);
  if (error) throw new GraphQLError(error.issues.map(({ message }) => message).join(), BAD_INPUT);
  return code;
}

@Resolver(() => Division)
export class DivisionResolver {
  @FieldResolver(() => MapPointView, {
    nullable: true,
    description: 'Of a village, where it is; of a township, the middle of its villages; of what is larger, null.',
  })
  point(@Ctx() context: LogisticsContext, @Root() { code }: Division): Promise<MapPoint | null> {
    return context.loader(divisionPoints).load(code);
  }
  @Directive(SAME_FOR_ALL)
  @Directive('@listSize(assumedSize: 60)')
  @Query(() => [Division], { description: 'The parts of a division; the provinces where none is named.' })
  divisions(
    @Ctx() context: LogisticsContext,
    @Arg('parentCode', () => String, { nullable: true, description: 'The division whose parts are asked for.' })
    parentCode?: string,
  ) {
    return divisionsOf(context, parentCode ? checked(parentCode) : '');
  }
  @Directive(SAME_FOR_ALL)
  @Directive('@listSize(assumedSize: 5)')
  @Query(() => [Division], {
    description: 'The division behind those that hold it, the province first; none of what is no code.',
  })
  divisionPath(
    @Ctx() context: LogisticsContext,
    @Arg('code', () => String, { description: 'A division code of 2 to 12 digits.' }) code: string,
  ) {
    return isDivisionCode(code) ? divisionPath(context, code) : [];
  }
  @Directive(SAME_FOR_ALL)
  @Query(() => Division, { nullable: true, description: 'The county of this platform.' })
  homeCounty(@Ctx() context: LogisticsContext) {
    return homeCounty(context);
  }
  @Directive(SAME_FOR_ALL)
  @Directive('@listSize(assumedSize: 60)')
  @Query(() => [Division], {
    description: "The townships of this platform's county: who lives there need not look for it.",
  })
  async homeTownships(@Ctx() context: LogisticsContext) {
    const county = await homeCounty(context);
    return county ? divisionsOf(context, county.code) : [];
  }
}
