import { describe, expect, it } from '@jest/globals';
import { organisationCheck, residentCheck, usccCheck } from './check-digits.ts';
import { consumers, contracts, coldCarrier, parties, sellers, staff, suppliers, townships, villages } from './index.ts';

describe('places and parties', () => {
  it('hold the real 25 townships and 300 villages, each in its township', () => {
    expect(townships()).toHaveLength(25);
    expect(villages()).toHaveLength(300);
    for (const village of villages()) expect(village.code.slice(0, 9)).toBe(village.townshipCode);
    expect(townships().map((one) => one.name)).toContain('龙凤山镇');
  });

  it('have unique keys, valid credit codes and valid identity numbers of the never-issued sequence', () => {
    expect(new Set(parties.map((one) => one.key)).size).toBe(parties.length);
    const codes = parties.flatMap((one) => (one.uscc ? [one.uscc] : []));
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) {
      expect(code).toMatch(/^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/);
      expect(code[16]).toBe(organisationCheck(code.slice(8, 16)));
      expect(code[17]).toBe(usccCheck(code.slice(0, 17)));
    }
    for (const one of staff) {
      expect(one.residentId).toMatch(/^230184(19|20)\d{6}000[0-9X]$/);
      expect(one.residentId[17]).toBe(residentCheck(one.residentId.slice(0, 17)));
    }
    for (const phone of [...parties, ...staff, ...consumers].map((one) => one.phone))
      expect(phone).toMatch(/^1990000\d{4}$/);
  });

  it('mix two cooperatives, two companies, one individual business and one exempt farmer', () => {
    expect(sellers.map((one) => one.uscc?.slice(0, 2) ?? '农户').sort()).toEqual([
      '91',
      '91',
      '92',
      '93',
      '93',
      '农户',
    ]);
    const farmer = sellers.find((one) => one.legalForm === 'exempt-farmer')!;
    expect(farmer.exemption?.basis).toContain('第十条');
    for (const seller of sellers) {
      if (seller !== farmer)
        expect(seller.papers.map((one) => one.kind)).toEqual(
          expect.arrayContaining(['business-licence', 'food-business-licence']),
        );
      for (const key of seller.supplierKeys) expect(suppliers.map((one) => one.key)).toContain(key);
      expect(seller.staff.map((one) => one.name)).toContain(seller.priceManagerName);
      expect(contracts.filter((one) => [one.firstPartyKey, one.secondPartyKey].includes(seller.key))).toHaveLength(4);
    }
  });

  it('keep every paper valid at the base date', () => {
    for (const one of [...parties, ...staff, ...coldCarrier.vehicles].flatMap((holder) => holder.papers)) {
      expect(one.validFromDay).toBeLessThanOrEqual(0);
      if (one.validUntilDay !== null) expect(one.validUntilDay).toBeGreaterThan(0);
      expect(one.number).not.toBe('');
    }
  });

  it('give the cold carrier stores, refrigerated trucks and certified people', () => {
    expect(coldCarrier.facilities.map((one) => one.kind)).toEqual(
      expect.arrayContaining(['pre-cooling-store', 'cold-store', 'frozen-store']),
    );
    expect(coldCarrier.vehicles.filter((one) => one.kind === 'refrigerated-truck').length).toBeGreaterThan(0);
    for (const one of coldCarrier.staff.filter((person) => ['courier', 'driver'].includes(person.role))) {
      expect(one.papers.map((paper) => paper.kind)).toContain('cold-chain-certificate');
    }
  });

  it('have forty consumers with unique telephones, a quarter in the county', () => {
    expect(consumers).toHaveLength(40);
    expect(new Set(consumers.map((one) => one.phone)).size).toBe(40);
    expect(consumers.filter((one) => one.address.villageCode).length).toBe(10);
  });
});
