import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { graphql, isEnumType } from 'graphql';
import { Arg, buildSchemaSync, Field, ObjectType, Query, Resolver } from 'type-graphql';
import { apiName, enumOf, oneOf, storedWord, type WordOf } from './enums.ts';
import { sortedArgs } from './sorting.ts';

const Crops = enumOf('Crop', { rice: '水稻', 'black-bean': '黑豆' }, 'What grows.');
const [rice, bean] = ['rice', 'black-bean'] as const;

describe('an enum of the API', () => {
  it('writes a stored word in capitals', () => {
    expect(['in-transit', 'producedOn', 'sku'].map(apiName)).toEqual(['IN_TRANSIT', 'PRODUCED_ON', 'SKU']);
    expect(Crops).toEqual({ RICE: rice, BLACK_BEAN: bean });
    expect(storedWord(Crops, 'BLACK_BEAN')).toBe(bean);
  });

  it('is no enum where two words become one', () => {
    expect(() => enumOf('Doubled', ['a-b', 'aB'])).toThrow('Doubled: two of its words are one in capitals');
  });

  it('takes and answers the name outside, the stored word inside; the Chinese word describes it', async () => {
    const asked: string[] = [];
    @ObjectType('CropGrown')
    class Grown {
      @Field(() => Crops) crop: WordOf<typeof Crops>;
    }
    @Resolver()
    class Field_ {
      @Query(() => Grown)
      grown(@Arg('crop', () => Crops) crop: WordOf<typeof Crops>): Grown {
        asked.push(crop);
        return { crop: bean };
      }
    }
    const schema = buildSchemaSync({ resolvers: [Field_], validate: false, orphanedTypes: [] });
    expect((await graphql({ schema, source: '{ grown(crop: RICE) { crop } }' })).data).toEqual({
      grown: { crop: 'BLACK_BEAN' },
    });
    expect(asked).toEqual([rice]);
    const type = schema.getType('Crop');
    expect(isEnumType(type) && type.getValues().map(({ name, description }) => [name, description])).toEqual([
      ['RICE', '水稻'],
      ['BLACK_BEAN', '黑豆'],
    ]);
    expect((await graphql({ schema, source: '{ grown(crop: "rice") { crop } }' })).errors).toHaveLength(1);
  });

  it('is one of its words as a field of an input', () => {
    expect(oneOf(Crops).safeParse(bean).success).toBe(true);
    expect(oneOf(Crops).safeParse('BLACK_BEAN').success).toBe(false);
  });

  it('names what a list can be sorted by', () => {
    const Args = sortedArgs('CropSort', { grownOn: 'grownOn', crop: { text: 'crop' } });
    expect(new Args()).toMatchObject({ first: 20 });
  });
});
