import { complaintEvidence } from './complaints/complaint.evidence.ts';
import { conductEvidence } from './conduct/conduct.evidence.ts';
import { withFindings } from './findings.evidence.ts';
import { disclosureEvidence } from './disclosure/disclosure.evidence.ts';
import { probeEvidence } from './disclosure/probe.evidence.ts';
import { securityEvidence } from './disclosure/security.evidence.ts';
import { technicalEvidence } from './disclosure/technical.evidence.ts';
import { identityEvidence } from './identity/identity.evidence.ts';
import { softwareEvidence } from './software/software.evidence.ts';
import { interfaceUse, partnerEvidence } from './partners/partner.evidence.ts';
import { privacyEvidence } from './privacy/privacy.evidence.ts';

/** What trust can show for each clause it answers for, and for three that others own but ask it about. */
export const evidence = withFindings({
  ...identityEvidence,
  ...privacyEvidence,
  ...complaintEvidence,
  ...conductEvidence,
  ...disclosureEvidence,
  ...probeEvidence,
  ...securityEvidence,
  ...technicalEvidence,
  ...partnerEvidence,
  ...softwareEvidence,
  '11.8.ed': async (context, period) => [
    ...(await identityEvidence['11.8.ed'](context, period)),
    ...(await interfaceUse(context, period, 'identity')),
  ],
  '11.8.eg': async (context, period) => [
    ...(await disclosureEvidence['11.8.eg'](context, period)),
    ...(await interfaceUse(context, period, 'customer-relations')),
  ],
  '11.8.eh': async (context, period) => [
    ...(await disclosureEvidence['11.8.eh'](context, period)),
    ...(await interfaceUse(context, period, 'analysis')),
  ],
});
