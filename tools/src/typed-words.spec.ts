import { describe, expect, it } from '@jest/globals';
import { textsTyped, typedAgain, typedTwice, wordProblems, wordsOfKinds } from './typed-words.ts';

const filesOf = (...texts: string[]) => texts.map((text, at) => ({ file: `${at}.ts`, text }));

describe('a text that people read', () => {
  it('is typed once in its realm', () => expect(wordProblems()).toEqual([]));

  it('is found where a second file types it: quoted, in a template, between tags', () => {
    const typed = textsTyped(
      filesOf(
        "throw refuse('请先登录，然后再试一次')",
        '`请先登录，然后再试一次`',
        '<Text>\n  请先登录，然后再试一次\n</Text>',
      ),
    );
    expect(typedTwice(typed)).toEqual(['“请先登录，然后再试一次” is typed in 0.ts, 1.ts, 2.ts']);
  });

  it('is found behind another that begins with other letters', () => {
    const said = "['https://heitu.example/help 看', '网络断开了，请检查网络']";
    expect(typedTwice(textsTyped(filesOf(said, said)))).toEqual(['“网络断开了，请检查网络” is typed in 0.ts, 1.ts']);
  });

  it('may stand twice in one file, and be short', () =>
    expect(
      typedTwice(textsTyped(filesOf("['请先登录，然后再试一次', '请先登录，然后再试一次', '状态']", "'状态'"))),
    ).toEqual([]));

  it('is taken from the table of its kind', () => {
    const words = wordsOfKinds('type Query { a: B } enum B { "已交给买家" GIVEN "在路上" MOVING }');
    expect(typedAgain(textsTyped(filesOf("const word = '已交给买家'")), words)).toEqual([
      '“已交给买家” is B.GIVEN, and typed in 0.ts',
    ]);
  });
});
