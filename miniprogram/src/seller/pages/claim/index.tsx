import { useRouter } from '@tarojs/taro';
import {
  AcceptClaim,
  SellerClaim,
  ClaimAnswerWords,
  ClaimFixedWords,
  ContestClaim,
  type SellerClaimQuery,
} from '@/api/seller';
import { act } from '@/lib/client';
import { useQuery } from '@/lib/query';
import { SAID } from '@/lib/said';
import { say } from '@/lib/say';
import { ClaimCards } from '@/ui/ClaimCards';
import { Page } from '../../ui/Page';

type Claim = NonNullable<SellerClaimQuery['claim']>;

/** Who bears what of goods that were refused or are refunded. */
export default function ClaimPage() {
  const { params } = useRouter();
  const query = useQuery(SellerClaim, { id: params['id'] ?? '' });
  return (
    <Page right="ORDERS" query={query} isEmpty={({ claim }) => claim === null} empty={{ text: SAID.claimMissing }}>
      {({ claim }) => claim && <Manage claim={claim} reload={query.reload} />}
    </Page>
  );
}

const Manage = ({ claim, reload }: { claim: Claim; reload: () => Promise<void> }) => (
  <ClaimCards
    claim={claim}
    words={{
      answers: ClaimAnswerWords,
      fixed: ClaimFixedWords,
      isWarm: claim.cause === 'TEMPERATURE',
    }}
    acts={{
      accept: async () => {
        await act(AcceptClaim, { claimId: claim.id });
        say('记下了');
        await reload();
      },
      contest: async (text, photoIds) => {
        await act(ContestClaim, { claimId: claim.id, text, ...(photoIds.length > 0 && { photoIds: [...photoIds] }) });
        say(SAID.claimRaised);
        await reload();
      },
    }}
  />
);
