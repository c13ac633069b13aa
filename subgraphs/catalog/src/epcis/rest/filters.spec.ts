import { describe, expect, it } from '@jest/globals';
import type { AnyEpcisEvent } from '../epcis-event.ts';
import { EpcisRefusal } from './answers.ts';
import { testOf } from './filters.ts';

const at = (code: string) => ({ id: `https://heitu.test/division/${code}` });
const EVENT: AnyEpcisEvent & Record<string, unknown> = {
  type: 'ObjectEvent',
  eventTime: '2026-11-01T01:00:00Z',
  action: 'ADD',
  readPoint: at('230184103207'),
  bizLocation: { id: 'https://other.test/hall-4' },
  ilmd: { 'cbvmda:lotNumber': 'RICE-1', 'cbvmda:bestBeforeDate': '2027-11-01', 'heitu:netKilograms': '2000' },
  'heitu:title': '装袋',
  sensorElementList: [
    {
      sensorMetadata: { bizRules: 'https://rules.test/1' },
      sensorReport: [
        { type: 'Temperature', minValue: -20, maxValue: -15.5, meanValue: -18, sDev: 0.4, uom: 'CEL' },
        { type: 'Temperature', percRank: 95, percValue: -16, uom: 'CEL' },
        { microorganism: 'https://ncbi.test/txid/562', booleanValue: false, stringValue: 'none' },
        { type: 'Humidity', value: 61, uom: 'P1' },
      ],
    },
  ],
};
const finds = (query: Record<string, string>): boolean => testOf(new Map(Object.entries(query)), null)(EVENT);

describe('parameters of SimpleEventQuery [11.8.eb]', () => {
  it.each<[Record<string, string>, boolean]>([
    [{ WD_readPoint: at('230184').id }, true],
    [{ WD_readPoint: at('230184000000').id }, true],
    [{ WD_readPoint: at('230184103').id }, true],
    [{ WD_readPoint: at('230000').id }, true],
    [{ WD_readPoint: at('230184103207').id }, true],
    [{ WD_readPoint: at('230184104').id }, false],
    [{ WD_readPoint: 'https://other.test/division/230184' }, false],
    [{ EQ_readPoint: at('230184').id }, false],
    [{ WD_bizLocation: 'https://other.test/hall-4' }, true],
    [{ WD_bizLocation: 'https://other.test/hall' }, false],
    [{ 'EQ_ilmd_cbvmda:lotNumber': 'RICE-0|RICE-1' }, true],
    [{ 'EQ_ilmd_cbvmda:lotNumber': 'RICE-2' }, false],
    [{ 'LT_ilmd_cbvmda:bestBeforeDate': '2027-11-02' }, true],
    [{ 'GE_ilmd_cbvmda:bestBeforeDate': '2027-11-02' }, false],
    [{ 'GT_ilmd_heitu:netKilograms': '999.5' }, true],
    [{ 'EXISTS_ilmd_heitu:netKilograms': 'true' }, true],
    [{ 'EXISTS_ilmd_cbvmda:firstFreezeDate': 'true' }, false],
    [{ 'EQ_heitu:title': '装袋' }, true],
    [{ 'EXISTS_heitu:chainLink': 'true' }, false],
    [{ LT_minValue_CEL: '-19' }, true],
    [{ GT_maxValue_CEL: '-15.5' }, false],
    [{ EQ_meanValue_CEL: '-18' }, true],
    [{ LE_sDev_CEL: '0.4' }, true],
    [{ GE_percRank: '95' }, true],
    [{ EQ_percValue_CEL: '-16' }, true],
    // Of a report that says only least, most and mean nobody knows one value.
    [{ LT_value_CEL: '0' }, false],
    [{ GE_value_P1: '60' }, true],
    [{ GE_value_CEL: '60' }, false],
    [{ EQ_microorganism: 'https://ncbi.test/txid/562' }, true],
    [{ EQ_booleanValue: 'false' }, true],
    [{ EQ_booleanValue: 'true' }, false],
    [{ EQ_stringValue: 'none' }, true],
    [{ EQ_bizRules: 'https://rules.test/1' }, true],
    [{ EQ_dataProcessingMethod: 'https://rules.test/1' }, false],
    [{ EXISTS_errorDeclaration: 'true' }, false],
  ])('%j: %s', (query, found) => expect(finds(query)).toBe(found));

  it.each<[string, string, RegExp]>([
    ['EQ_INNER_ilmd_cbvmda:lotNumber', 'x', /of the standard that is not supported/],
    ['GT_INNER_heitu:title', '1', /of the standard that is not supported/],
    ['EXISTS_SENSORELEMENT_example:calibrated', 'true', /of the standard that is not supported/],
    ['EQ_SENSORREPORT_example:unit', 'x', /of the standard that is not supported/],
    ['HASATTR_example:field', 'x', /of the standard that is not supported/],
    ['EQATTR_example:field_example:attribute', 'x', /of the standard that is not supported/],
    ['EQ_colour', 'red', /no parameter of the standard/],
    ['GE_endOfTime', '2026-01-01T00:00:00Z', /no parameter of the standard/],
    ['MATCH_epc', 'urn:epc:idpat:sgtin:4012345.*.*', /urn:epc/],
    ['MATCH_anyEPCClass', 'https://id.gs1.org/01/1|urn:epc:class:lgtin:4012345.1.L', /urn:epc/],
    ['EXISTS_errorDeclaration', 'false', /true, or left out/],
    ['EXISTS_ilmd_cbvmda:lotNumber', 'no', /true, or left out/],
    ['GE_percRank', 'high', /not a number/],
    ['LT_ilmd_cbvmda:bestBeforeDate', 'soon', /not a time/],
  ])('refuses %s=%s by its name', (name, value, says) => {
    const refused = () => testOf(new Map([[name, value]]), null);
    expect(refused).toThrow(EpcisRefusal);
    expect(refused).toThrow(says);
    expect(refused).toThrow(name);
  });
});
