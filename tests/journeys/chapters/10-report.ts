import type { Journey } from '../journey.ts';
import { recompute } from '@heitu/tools/recompute';
import { signInAs } from '../sign-ins.ts';

/** Chapters of the standard whose clauses must show figures at the end of the journey. */
const MUST_SHOW = /^(6\.[456]|7\.[3456]|8\.[1-6]|9\.2|10\.[234]|11\.5|13)(\.|$)/;

export async function play(journey: Journey): Promise<void> {
  const now = await journey.world.now();
  const month = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 7);

  await journey.step('按月考核卖家、配送商、支付机构，公布结果', async () => {
    await journey.world.setTo(
      new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1, 2)).toISOString(),
    );
    const admin = await signInAs(journey, 'operator-admin');
    // While processes are started anew one may be silent: what lacks a part is made again later, for its parties anew.
    await journey.until('the month to be whole', async () => {
      const { missingSources } = await admin.do('assessMonth', { month }, 'missingSources');
      return (missingSources as string[]).length === 0;
    });
    // The parties look at it first.
    await journey.world.advance({ days: 3 });
    await (await signInAs(journey, 'operator-admin')).do('publishAssessment', { month }, '__typename');
    const { assessments } = await journey.nobody.ask(
      'query($m: String!) { assessments(month: $m, first: 100) { edges { node { partyName partyKind score passed } } } }',
      { m: month },
    );
    journey.expect(assessments.edges.length > 0, 'the results are public');
    journey.expect(
      (await recompute({ month, url: journey.gateway.url })) === 0,
      'computed anew from the published files alone',
    );
    return `${month} 月考核 ${assessments.edges.length} 家`;
  });

  await journey.step('合规报告列出每一条，给出现场数据', async () => {
    const admin = await signInAs(journey, 'operator-admin');
    const { conformanceReport } = await admin.ask(
      'query($f: DateTime!, $t: DateTime!) { conformanceReport(from: $f, to: $t) { clause title figures { label value unit verdict } met lacking } }',
      {
        f: new Date(now.getTime() - 60 * 86_400_000).toISOString(),
        t: new Date(now.getTime() + 40 * 86_400_000).toISOString(),
      },
    );
    const rows = conformanceReport as {
      clause: string;
      title: string;
      figures: { label: string; value: number; unit: string | null }[];
      lacking: string | null;
    }[];
    journey.equal(rows.length, 150, 'every clause is listed');
    const silent = rows.filter((row) => MUST_SHOW.test(row.clause) && row.figures.length === 0);
    const shown = rows.filter((row) => row.figures.length > 0);
    journey.expect(
      silent.length === 0,
      `${silent.length} clauses of the required chapters show nothing: ${silent.map((row) => row.clause).join(', ')}`,
    );
    const mute = rows.filter((row) => row.figures.length === 0 && !row.lacking);
    journey.equal(
      mute.map((row) => row.clause),
      [],
      'a clause without figures says what it lacks',
    );
    const sample = rows.find((row) => row.clause === '7.5.w')!;
    return `${rows.length} 条，其中 ${shown.length} 条有数据；例如 ${sample.clause} ${sample.title}：${sample.figures.map((figure) => `${figure.label} ${figure.value}${figure.unit ?? ''}`).join('，')}`;
  });
}
