import { describe, expect, it } from '@jest/globals';
import {
  CLAUSES,
  DEVIATIONS,
  ROLES,
  STAFF_RIGHTS,
  STAFF_RIGHT_TITLES,
  clauseOf,
  clauseText,
  clausesByChapter,
  isClauseRef,
  refsOf,
} from './index.ts';
import type { Clause, ClauseRef } from './index.ts';

/** The ids written out again, so that an entry cannot be lost or added unnoticed. */
const IDS = `
  5.1 5.1.a 5.1.b 5.2.c 5.2.d 5.3.e-i
  6.1.a 6.1.b 6.1.c 6.1.d 6.1.e 6.1.f 6.1.g 6.2.a 6.2.b 6.3 6.4 6.4.a-e 6.5 6.5.a 6.5.b 6.5.c 6.5.d 6.6 6.6.a 6.6.b
  6.6.c 6.6.d 6.6.end
  7 7.1.a 7.1.b 7.1.c 7.2 7.3.1.a-c 7.3.2.a-f 7.3.3.a-c 7.3.3.d 7.3.4.a 7.3.4.b 7.3.5.a 7.3.5.b 7.3.5.c 7.3.5.d 7.3.5.e
  7.3.6.a-c 7.3.7.j 7.3.7.k-l 7.3.8.m 7.3.8.n 7.3.8.o 7.4.p-q 7.4.r-s 7.4.t 7.5.u 7.5.v 7.5.w 7.6.x-z 7.6.aa 7.6.ab
  8.1.ac-ae 8.1.af 8.1.ag 8.1.1.ah-aq 8.1.1.ar 8.1.2.as 8.1.2.at 8.2.au 8.2.av-aw 8.2.ax 8.2.ay 8.2.az 8.3.ba-bf 8.4.1
  8.4.2.bg 8.4.2.bh-bi 8.4.2.bj-bk 8.4.2.bl 8.4.3.bm-bn 8.4.3.bo-bp 8.5.1.bq-br 8.5.1.bs 8.5.1.bt 8.5.2 8.5.3.bu-bv
  8.5.3.bw-bx 8.5.3.by 8.5.3.bz 8.5.3.ca 8.5.4.1 8.5.4.2.cb-ce 8.5.4.3.cf 8.5.4.3.cg 8.6.ch 8.6.ci 8.7 8.7.end
  9.1.cj-ck 9.2.cl 9.2.cm 9.2.cn 9.2.co 9.2.cp
  10.1.1.cq-ct 10.1.2 10.2.a-f 10.3.a-b 10.4 10.5.cu 10.5.cv 10.5.cw
  11.1 11.2 11.3.1 11.3.2.cx-da 11.3.3.db-dc 11.4.1 11.4.2 11.4.3 11.4.4 11.4.5 11.5 11.5.dd 11.5.de 11.5.df 11.5.dg
  11.5.dh 11.6.1.di-dm 11.6.2.dn-do 11.6.3 11.6.4.dp-dt 11.6.5.du-dx 11.7 11.7.1 11.7.2 11.7.3 11.7.4.dy-dz 11.8.ea
  11.8.eb 11.8.ec 11.8.ed 11.8.ee 11.8.ef 11.8.eg 11.8.eh
  12.1 12.2 12.2.end
  13 13.end
`
  .trim()
  .split(/\s+/);

const clauses: readonly Clause[] = CLAUSES;

/** a = 1 … z = 26, aa = 27 …: the standard's letters run on in this way. */
const position = (letters: string) => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0);

function lettersBetween(first: string, last: string): string[] {
  const letters: string[] = [];
  for (let at = position(first); at <= position(last); at += 1) {
    let text = '';
    for (let rest = at; rest > 0; rest = Math.floor((rest - 1) / 26))
      text = String.fromCharCode(97 + ((rest - 1) % 26)) + text;
    letters.push(text);
  }
  return letters;
}

describe('the clauses', () => {
  it('are all there, once, in order', () => {
    expect(clauses.map((clause) => clause.id)).toEqual(IDS);
  });

  it('list exactly the letters of their range', () => {
    for (const clause of clauses) {
      const range = /\.([a-z]+)-([a-z]+)$/.exec(clause.id);
      expect([clause.id, clause.letters]).toEqual([
        clause.id,
        range ? lettersBetween(range[1]!, range[2]!) : undefined,
      ]);
    }
  });

  it('share no citation', () => {
    const refs = clauses.flatMap(refsOf);
    expect(new Set(refs).size).toBe(refs.length);
  });

  it('stand in the chapter of their number', () => {
    expect(clausesByChapter.flatMap((chapter) => chapter.clauses)).toEqual(clauses);
    for (const { chapter, clauses: inside } of clausesByChapter) {
      for (const clause of inside) expect(clause.id.split('.')[0]).toBe(String(chapter));
    }
  });

  it('are worded in Chinese, the soft ones with 宜', () => {
    for (const clause of clauses) {
      for (const text of [clause.title, clause.summary, clause.evidence]) expect(text).toMatch(/\p{Script=Han}{2}/u);
      if (clause.level === 'should') expect(clause.summary).toContain('宜');
    }
  });
});

describe('a citation', () => {
  it.each<[ClauseRef, string]>([
    ['7.5.w', '7.5.w'],
    ['8.4.2.bh-bi', '8.4.2.bh-bi'],
    ['8.4.2.bh', '8.4.2.bh-bi'],
    ['8.4.2.bi', '8.4.2.bh-bi'],
    ['6.4.c', '6.4.a-e'],
    ['6.4', '6.4'],
    ['8.1.1.ap', '8.1.1.ah-aq'],
    ['11.3.2.da', '11.3.2.cx-da'],
  ])('%s resolves to entry %s', (ref, id) => {
    expect(clauseOf(ref).id).toBe(id);
  });

  it.each(['', '7.5', '7.5.q', '6.4.f', '8.1.1.ag', '14', '7.5.W'])('%j is not one', (text) => {
    expect(isClauseRef(text)).toBe(false);
  });

  it('is checked by the compiler', () => {
    // @ts-expect-error 7.5 has the letters u, v and w only
    const wrong: ClauseRef = '7.5.x';
    expect(isClauseRef(wrong)).toBe(false);
  });

  it.each<[ClauseRef, string]>([
    ['7.5.w', '规范第7.5条w)'],
    ['8.4.2.bh-bi', '规范第8.4.2条bh)～bi)'],
    ['8.4.2.bi', '规范第8.4.2条bi)'],
    ['8.5.2', '规范第8.5.2条'],
    ['6.6.end', '规范第6.6条末段'],
    ['13', '规范第13章'],
    ['13.end', '规范第13章末段'],
  ])('%s reads %s', (ref, text) => {
    expect(clauseText(ref)).toBe(text);
  });
});

describe('what stands beside the clauses', () => {
  it('names the deviations the law forces, each with law and reason', () => {
    expect(DEVIATIONS.map((deviation) => clauseOf(deviation.clause).id)).toEqual([
      '6.4.a-e',
      '7.1.a',
      '10.1.2',
      '10.3.a-b',
      '11.5.df',
    ]);
    for (const { law, deviation, reason } of DEVIATIONS)
      for (const text of [law, deviation, reason]) expect(text).not.toBe('');
  });

  it('has each role and each staff right once, titled in Chinese', () => {
    expect(new Set(ROLES.map(({ role }) => role)).size).toBe(ROLES.length);
    expect(new Set(ROLES.map(({ title }) => title)).size).toBe(ROLES.length);
    expect(Object.keys(STAFF_RIGHT_TITLES)).toEqual([...STAFF_RIGHTS]);
  });
});
