import type { Act, County, Operation } from './county.ts';

function takeMeasure(county: County): Act {
  const { partyId } = county.chance.pick(county.skus);
  return {
    to: 'trust',
    mutation: 'takeMeasure',
    actor: county.holder('operator-admin'),
    input: { partyId, step: county.chance.pick(['WARNING', 'SUSPENSION']), reason: '抽查不合格', clause: '6.6.end' },
  };
}
function liftMeasure(county: County): Act | null {
  const measure = county.one('trust', 'Measure', "state = 'in-force'");
  return (
    measure && {
      to: 'trust',
      mutation: 'takeMeasure',
      actor: county.holder('operator-admin'),
      input: { partyId: measure['partyId'], step: 'LIFTED', reason: '已整改', clause: '6.6.end' },
    }
  );
}
function recallLot(county: County): Act | null {
  const lot = county.one('catalog', 'Lot', "state in ('released', 'blocked')");
  return (
    lot && {
      to: 'catalog',
      mutation: 'recallLot',
      actor: county.holder('operator-admin'),
      input: { requestId: county.requestId(), lotId: lot['id'], reason: '抽检不合格' },
    }
  );
}
/** The county's reviewer has opened the scans that the sellers use again. */
function decidePaper(county: County): Act | null {
  const table = county.chance.pick(['Certificate', 'Inspection']);
  const paper = county.one('catalog', table, "state = 'filed'");
  if (!paper) return null;
  const common = { to: 'catalog', actor: county.holder('reviewer') };
  return county.chance.below(8) === 0
    ? { ...common, mutation: 'returnPaper', input: { paperId: paper['id'], reason: '看不清' } }
    : { ...common, mutation: 'acceptPaper', input: { paperId: paper['id'] } };
}
function decideComplaint(county: County): Act | null {
  const complaint = county.one('trust', 'Complaint', "state = 'escalated'");
  if (!complaint) return null;
  const liableParty = county.chance.pick([
    'SELLER',
    'SELLER',
    complaint['carrierPartyId'] === null ? 'SELLER' : 'CARRIER',
    'NONE',
  ]);
  const compensationFen =
    liableParty === 'NONE'
      ? 0
      : county.chance.between(1, Math.ceil(Number(complaint['orderFen'] ?? 100) * county.chance.pick([1, 1, 2, 10])));
  return {
    to: 'trust',
    mutation: 'decideComplaint',
    actor: county.holder('mediator'),
    input: { complaintId: complaint['id'], liableParty, finding: '查明责任', compensationFen },
  };
}
/** A party of a claim says yes or no to what the records say; silence would be a yes. */
function answerClaim(county: County): Act | null {
  const share = county.one(
    'trust',
    'ClaimShare',
    "answer is null and part != 'station' and claimId in (select id from Claim where state = 'proposed')",
  );
  if (!share) return null;
  const partyId = share['partyId']!;
  const actor = share['part'] === 'seller' ? county.seller(partyId) : county.carrier(partyId);
  const claimId = share['claimId'];
  return county.chance.isHit(0.5)
    ? { to: 'trust', mutation: 'acceptClaim', actor, input: { claimId } }
    : { to: 'trust', mutation: 'contestClaim', actor, input: { claimId, text: '交给我们时就坏了' } };
}
/** Part by part, in no order; the last one takes the rest. */
function decideClaim(county: County): Act | null {
  const claim = county.one('trust', 'Claim', "state = 'contested'");
  if (!claim) return null;
  let left = 1000;
  const parties = county.rows('trust', 'select partyId from ClaimShare where claimId = ? order by id', claim['id']!);
  const shares = parties.map(({ partyId }, i) => {
    const permille = i === parties.length - 1 ? left : county.chance.between(0, left);
    left -= permille;
    return { partyId, permille };
  });
  return {
    to: 'trust',
    mutation: 'decideClaim',
    actor: county.holder('mediator'),
    input: { claimId: claim['id'], finding: '各有责任', shares },
  };
}
function confirmClaim(county: County): Act | null {
  const claim = county.one('trust', 'Claim', "state = 'drafted'");
  return (
    claim && {
      to: 'trust',
      mutation: 'confirmClaim',
      actor: county.holder('finance'),
      input: { claimId: claim['id'] },
    }
  );
}
function orderAfterSale(county: County): Act | null {
  const request = county.one('orders', 'AfterSale', "state not in ('refunding', 'refunded', 'withdrawn')");
  return (
    request && {
      to: 'orders',
      mutation: 'orderAfterSale',
      actor: county.holder('mediator'),
      input: { afterSaleId: request['id'], refund: county.chance.isHit(0.5), reason: '两边都没有动' },
    }
  );
}
function advance(county: County): Act | null {
  const complaint = county.one('trust', 'Complaint', "state = 'refused'");
  return (
    complaint && {
      to: 'trust',
      mutation: 'advanceCompensation',
      actor: county.holder('finance'),
      input: { complaintId: complaint['id'] },
    }
  );
}
function collectRecovery(county: County): Act | null {
  const recovery = county.one('payments', 'Recovery', "state = 'open'");
  return (
    recovery && {
      to: 'payments',
      mutation: 'collectRecovery',
      actor: county.holder('finance'),
      input: { recoveryId: recovery['id'] },
    }
  );
}
function retryMoney(county: County): Act | null {
  const failed =
    county.one('payments', 'Refund', "state = 'failed'") ??
    county.one('payments', 'Compensation', "state = 'failed'") ??
    county.one('payments', 'Settlement', "state = 'failed'");
  return (
    failed && {
      to: 'payments',
      mutation: 'retryMoney',
      actor: county.holder('finance'),
      select: '__typename',
      input: { id: failed['id'] },
    }
  );
}
function decideRiskHold(county: County): Act | null {
  const hold = county.one('payments', 'RiskHold', "state = 'held'");
  return (
    hold && {
      to: 'payments',
      mutation: 'decideRiskHold',
      actor: county.holder('finance'),
      select: '__typename',
      input: { holdId: hold['id'], release: county.chance.isHit(0.8) },
    }
  );
}
function settleCase(county: County): Act | null {
  const open = county.one('payments', 'ReconciliationCase', "state = 'open'");
  return (
    open && {
      to: 'payments',
      mutation: 'settleReconciliationCase',
      actor: county.holder('finance'),
      select: '__typename',
      input: { caseId: open['id'], note: '第二天到账' },
    }
  );
}
function proposeRemedy(county: County): Act | null {
  const open = county.one('payments', 'ReconciliationCase', "state = 'open' and kind = 'payment-missing-here'");
  const kind = county.chance.pick(['REFUND', 'REBUILD']);
  return (
    open && {
      to: 'payments',
      mutation: 'proposeCaseRemedy',
      actor: county.holder('finance'),
      select: '__typename',
      input: { caseId: open['id'], kind, reason: '对账查到' },
    }
  );
}
function decideRemedy(county: County): Act | null {
  const proposed = county.one('payments', 'CaseRemedy', "state = 'proposed'");
  return (
    proposed && {
      to: 'payments',
      mutation: 'decideCaseRemedy',
      actor: county.holder('operator-admin'),
      select: '__typename',
      input: { remedyId: proposed['id'], confirm: county.chance.isHit(0.8) },
    }
  );
}

export const operatorOperations: readonly Operation[] = [
  { name: 'take-measure', weight: 0.5, next: takeMeasure },
  { name: 'lift-measure', weight: 1.5, next: liftMeasure },
  { name: 'decide-paper', weight: 6, next: decidePaper },
  { name: 'recall-lot', weight: 0.3, next: recallLot },
  { name: 'decide-complaint', weight: 2, next: decideComplaint },
  { name: 'answer-claim', weight: 1.5, next: answerClaim },
  { name: 'decide-claim', weight: 1, next: decideClaim },
  { name: 'confirm-claim', weight: 1.5, next: confirmClaim },
  { name: 'advance', weight: 1.5, next: advance },
  { name: 'order-after-sale', weight: 0.3, next: orderAfterSale },
  { name: 'collect-recovery', weight: 1, next: collectRecovery },
  { name: 'retry-money', weight: 2, next: retryMoney },
  { name: 'decide-risk-hold', weight: 1, next: decideRiskHold },
  { name: 'settle-case', weight: 0.5, next: settleCase },
  { name: 'propose-remedy', weight: 1, next: proposeRemedy },
  { name: 'decide-remedy', weight: 1, next: decideRemedy },
];
/** What a diligent operator would have done by the evening: failed money is sent again. */
export const tidyUp = { retryMoney };
