import { describe, expect, it } from '@jest/globals';
import {
  fictionalResidentId,
  foodBusinessLicence,
  foodProductionLicence,
  gs1Check,
  mod1110Check,
  organisationCheck,
  residentCheck,
  restrictedGtin13,
  uscc,
  usccCheck,
} from './check-digits.ts';

describe('check digits', () => {
  it('agree with codes that are public', () => {
    expect(usccCheck('91440300708461136')).toBe('T');
    expect(usccCheck('91350100M000100Y4')).toBe('3');
    expect(organisationCheck('70846113')).toBe('6');
    expect(organisationCheck('M000100Y')).toBe('4');
    expect(residentCheck('11010519491231002')).toBe('X');
    expect(gs1Check('690123456789')).toBe('2');
  });

  it('follow MOD 11,10: the whole number leaves 1', () => {
    for (const body of ['1012301840001', '0794', '1230184000001']) {
      let product = 10;
      const whole = body + mod1110Check(body);
      for (const digit of whole.slice(0, -1)) product = (((product + Number(digit)) % 10 || 10) * 2) % 11;
      expect((product + Number(whole.at(-1))) % 10).toBe(1);
    }
    expect(mod1110Check('0794')).toBe('5'); // ISO 7064's own example: 07945
  });

  it('build whole numbers of the right shape', () => {
    const code = uscc('93', '230184', 'MAXX0001');
    expect(code).toMatch(/^93230184MAXX0001[0-9X][0-9A-HJ-NPQRTUWXY]$/);
    expect(code[16]).toBe(organisationCheck('MAXX0001'));
    expect(code[17]).toBe(usccCheck(code.slice(0, 17)));
    expect(fictionalResidentId('230184', '1971-04-18')).toMatch(/^23018419710418000[0-9X]$/);
    expect(restrictedGtin13(7)).toMatch(/^223018400007\d$/);
    expect(foodProductionLicence('101', '230184', 1)).toMatch(/^SC101230184\d{5}$/);
    expect(foodBusinessLicence('230184', 1)).toMatch(/^JY1230184\d{7}$/);
  });
});
