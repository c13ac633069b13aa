import { describe, expect, it } from '@jest/globals';
import { powerLossResult, type PowerLoss } from './run-power-loss-drill.ts';

const played = (more: Partial<PowerLoss>): PowerLoss => ({
  killed: 11,
  answeredBefore: 200,
  answered: 230,
  kept: 230,
  darkMs: 21_500,
  broken: [],
  logs: null,
  ...more,
});

describe('what a drill of a loss of power says [11.5.dg]', () => {
  it('passes where everything that was answered is kept', () => {
    expect(powerLossResult(played({}))).toEqual({
      passed: true,
      note: '11个进程（含数据库）同时强行终止，之前办成200件，21.5 秒后全部恢复，共230件，留下230件，通过',
      rowsBefore: 230,
      rowsRecovered: 230,
    });
  });
  it('fails where one answer is not kept, or where only the books do not agree', () => {
    const broken = [{ invariant: 'what placeOrder answered is there', rows: ['placeOrder of faults-1'] }];
    expect(powerLossResult(played({ kept: 229, broken }))).toMatchObject({
      passed: false,
      rowsRecovered: 229,
      note: expect.stringContaining('不通过：what placeOrder answered is there'),
    });
    expect(powerLossResult(played({ broken }))).toMatchObject({ passed: false, rowsRecovered: 229 });
  });
  it('has shown nothing where next to nothing had been answered', () => {
    expect(powerLossResult(played({ answeredBefore: 49 }))).toMatchObject({ passed: false, rowsRecovered: 0 });
    expect(powerLossResult(played({ answeredBefore: 50 })).passed).toBe(true);
  });
});
