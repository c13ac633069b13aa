import { describe, expect, it } from '@jest/globals';
import { canonicalLink } from './digital-link.ts';
import { textToHash } from './event-hash.ts';

const REFERENCE = { example: 'https://ns.example.com/epcis/', cbvmda: 'urn:epcglobal:cbv:mda:' };

/**
 * What GS1's reference implementation hashes (RalphTro/epcis-event-hash-generator, tests/examples, `.prehashes`); its
 * EPC URNs stand here as the Digital Links that it makes of them.
 */
describe('the text of an event that is hashed', () => {
  it('is the one of the reference: parties and papers in pairs, all lists sorted', () => {
    const event = {
      type: 'ObjectEvent',
      eventTime: '2019-10-21T12:00:30.000+01:00',
      eventTimeZoneOffset: '+01:00',
      epcList: ['https://id.gs1.org/00/052000011111111461'],
      action: 'OBSERVE',
      bizStep: 'receiving',
      readPoint: { id: 'https://id.gs1.org/414/4012345000122' },
      bizTransactionList: [
        { type: 'inv', bizTransaction: 'urn:epcglobal:cbv:bt:5200001000008:RE1099' },
        { type: 'desadv', bizTransaction: 'urn:epcglobal:cbv:bt:5200001000008:4711' },
      ],
      sourceList: [
        { type: 'possessing_party', source: 'https://id.gs1.org/417/4000001000128' },
        { type: 'owning_party', source: 'https://id.gs1.org/417/4000001000128' },
      ],
      destinationList: [
        { type: 'possessing_party', destination: 'https://id.gs1.org/417/4012345000009' },
        { type: 'owning_party', destination: 'https://id.gs1.org/417/4012345000009' },
        { type: 'location', destination: 'https://id.gs1.org/414/4012345000122' },
      ],
    };
    expect(textToHash(event, REFERENCE)).toBe(
      'eventType=ObjectEventeventTime=2019-10-21T11:00:30.000ZeventTimeZoneOffset=+01:00epcListepc=https://id.gs1.org/00/052000011111111461action=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-receivingreadPointid=https://id.gs1.org/414/4012345000122bizTransactionListtype=https://ref.gs1.org/cbv/BTT-desadvbizTransaction=urn:epcglobal:cbv:bt:5200001000008:4711type=https://ref.gs1.org/cbv/BTT-invbizTransaction=urn:epcglobal:cbv:bt:5200001000008:RE1099destinationListtype=https://ref.gs1.org/cbv/SDT-locationdestination=https://id.gs1.org/414/4012345000122type=https://ref.gs1.org/cbv/SDT-owning_partydestination=https://id.gs1.org/417/4012345000009type=https://ref.gs1.org/cbv/SDT-possessing_partydestination=https://id.gs1.org/417/4012345000009sourceListtype=https://ref.gs1.org/cbv/SDT-owning_partysource=https://id.gs1.org/417/4000001000128type=https://ref.gs1.org/cbv/SDT-possessing_partysource=https://id.gs1.org/417/4000001000128',
    );
  });

  it('is the one of the reference: extensions within extensions, whatever their order', () => {
    const event = {
      type: 'ObjectEvent',
      eventTime: '2020-03-04T11:00:30.000+01:00',
      eventTimeZoneOffset: '+01:00',
      recordTime: '2020-03-04T11:00:30.999+01:00',
      epcList: [
        'https://id.gs1.org/00/040123450000003338',
        'https://id.gs1.org/00/040123450000001112',
        'https://id.gs1.org/00/040123450000002225',
      ],
      action: 'OBSERVE',
      bizStep: 'departing',
      readPoint: { id: 'https://id.gs1.org/414/4012345000115/254/987' },
      'example:myField3': { 'example:mySubField3': ['3', '1'] },
      'example:myField1': { 'example:mySubField1': '2', 'example:mySubField2': '5' },
      'example:myField2': '0',
    };
    expect(textToHash(event, REFERENCE)).toBe(
      'eventType=ObjectEventeventTime=2020-03-04T10:00:30.000ZeventTimeZoneOffset=+01:00epcListepc=https://id.gs1.org/00/040123450000001112epc=https://id.gs1.org/00/040123450000002225epc=https://id.gs1.org/00/040123450000003338action=OBSERVEbizStep=https://ref.gs1.org/cbv/BizStep-departingreadPointid=https://id.gs1.org/414/4012345000115/254/987{https://ns.example.com/epcis/}myField1{https://ns.example.com/epcis/}mySubField1=2{https://ns.example.com/epcis/}mySubField2=5{https://ns.example.com/epcis/}myField2=0{https://ns.example.com/epcis/}myField3{https://ns.example.com/epcis/}mySubField3=1{https://ns.example.com/epcis/}mySubField3=3',
    );
  });

  it.each([
    [
      'https://example.com/shop/01/09506000134352/10/ABC/21/1234?17=271231',
      'https://id.gs1.org/01/09506000134352/21/1234',
    ],
    ['https://example.com/01/9506000134352/10/ABC', 'https://id.gs1.org/01/09506000134352/10/ABC'],
    ['https://id.gs1.org/414/4012345000115/254/987', 'https://id.gs1.org/414/4012345000115/254/987'],
    ['https://example.com/trace/ABC#crop', 'https://example.com/trace/ABC#crop'],
  ])('has %s as %s', (link, canonical) => expect(canonicalLink(link)).toBe(canonical));
});
