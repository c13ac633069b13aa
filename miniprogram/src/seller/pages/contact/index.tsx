import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { MyContact, ReviseContact, type MyContactQuery } from '@/api/seller';
import { act } from '@/lib/client';
import { useDraft } from '@/lib/drafts';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { Acts } from '@/ui/Acts';
import { Button } from '@/ui/Button';
import { Page } from '../../ui/Page';
import { Field, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { sellingParty } from '../../ui/parties';
import { TownshipField } from '../../ui/TownshipField';

type Party = MyContactQuery['myParties'][number];

/** Whom the platform calls, and where. */
export default function ContactPage() {
  const query = useQuery(MyContact, {});
  return (
    <Page
      right="owner"
      query={query}
      isEmpty={(data) => data.myParties.length === 0}
      empty={{ text: SAID.registerFirst }}
    >
      {(data) => {
        const party = sellingParty(data.myParties)!;
        return <ContactForm key={party.id} party={party} reload={query.reload} />;
      }}
    </Page>
  );
}

function ContactForm({ party, reload }: { party: Party; reload: () => Promise<void> }) {
  const {
    value: form,
    set,
    clear,
  } = useDraft(
    `contact ${party.id}`,
    {
      contactName: party.identity?.contactName ?? '',
      contactPhone: party.identity?.contactPhone ?? '',
      divisionCode: party.divisionCode,
      address: party.address ?? '',
    },
    { follows: true },
  );
  const save = useAction(async () => {
    await act(ReviseContact, { partyId: party.id, ...form });
    await reload();
    clear();
    say('已保存');
  });
  const at = (field: string): string | null => save.problem?.at(field) ?? null;
  return (
    <Section title={party.name}>
      <View className="grey">平台有急事，打这个电话找人。换了人、换了号，就在这里改。</View>
      <Field
        label="找谁"
        value={form.contactName}
        onInput={(contactName) => set({ contactName })}
        error={at('contactName')}
        maxLength={30}
      />
      <Field
        label="电话"
        type="number"
        value={form.contactPhone}
        onInput={(contactPhone) => set({ contactPhone })}
        error={at('contactPhone')}
        maxLength={20}
      />
      <TownshipField
        value={form.divisionCode}
        onChange={(divisionCode) => set({ divisionCode })}
        error={at('divisionCode')}
      />
      <Field
        label="地址"
        long
        value={form.address}
        onInput={(address) => set({ address })}
        error={at('address')}
        maxLength={120}
      />
      <Refusal problem={save.problem} fields={['contactName', 'contactPhone', 'divisionCode', 'address']} />
      <Acts>
        <Button kind="main" busy={save.busy} onTap={save.run}>
          保存
        </Button>
      </Acts>
    </Section>
  );
}
