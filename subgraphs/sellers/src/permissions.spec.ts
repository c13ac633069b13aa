import { expect, it } from '@jest/globals';
import { whoMay } from '@heitu/kit/serving/who-may';
import { sellers } from './index.ts';

/** Who may ask what, by hand: a rule that is opened, or closed to one role, must be changed here as well. */
const WHO: Readonly<Record<string, readonly string[]>> = {
  'reviewer operator-admin regulator': ['sellersDue', 'untrained'],
  anyone: [
    'compulsoryDocuments',
    'contractForms',
    'documentTypes',
    'helpArticles',
    'party',
    'publicRegister',
    'shop',
    'shops',
  ],
  'signed-in': [
    'addDocument',
    'addStaff',
    'answerContract',
    'appealShopLook',
    'askForHelp',
    'closeShop',
    'confirmAttendance',
    'contracts',
    'decideSupplier',
    'examSittings',
    'examTopics',
    'fileSupplier',
    'filings',
    'helpRequests',
    'introduceGrower',
    'leaveSession',
    'myParties',
    'myTrainings',
    'openShop',
    'registerParty',
    'removeGrower',
    'removeStaff',
    'reopenShop',
    'reviseContact',
    'reviseShop',
    'shopLooks',
    'signAttendance',
    'signContract',
    'signUpForSession',
    'startExam',
    'submitExam',
    'submitFiling',
    'supplier',
    'suppliers',
    'trainingSessions',
    'withdrawDocument',
  ],
  'station-agent': ['fileForFarmer'],
  'reviewer mediator finance operator-admin regulator': ['parties'],
  'peer:catalog peer:orders peer:logistics peer:payments peer:trust': [
    'coldChainCertificates',
    'partyStates',
    'shopStates',
    'supplierStates',
  ],
  'peer:trust': [
    'partiesForReturn',
    'sellersConduct',
    'sellersCopy',
    'sellersDuties',
    'sellersEvidence',
    'sellersKept',
  ],
  'reviewer operator-admin': [
    'cancelSession',
    'confirmMarks',
    'decideShopLookAppeal',
    'enterMarks',
    'planSession',
    'revealIdentity',
    'reviewShop',
    'tickAttendance',
  ],
  reviewer: ['decideFiling', 'reReviewParty'],
  'reviewer mediator operator-admin': ['answerHelp'],
};

it('lets in at each root of sellers those who are meant, and nobody else', () => {
  const meant = Object.entries(WHO).flatMap(([who, roots]) => roots.map((root) => [root, who]));
  expect(whoMay(sellers)).toEqual(Object.fromEntries(meant));
});
