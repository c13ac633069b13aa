import { SAID } from '@/lib/said';
import { View } from '@tarojs/components';
import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useState } from 'react';
import { Addresses, CheckoutQuote, PlaceOrder, type AddressesQuery, type CheckoutQuoteMutation } from '@/api/shop';
import { buyingFor } from '@/lib/buying-for';
import { act } from '@/lib/client';
import { useCountdown } from '@/lib/countdown';
import { left, nearAddress, yuan } from '@/lib/format';
import { go, goInstead } from '@/lib/go';
import { useAction, type Action } from '@/lib/once';
import { payCheckout } from '@/lib/pay';
import { asProblem, Problem } from '@/lib/problem';
import { useQuery } from '@/lib/query';
import { say } from '@/lib/say';
import { atCheckout, chosenAddress, homeCounty, setPlace, takeToCheckout } from '@/lib/shop';
import { Button } from '@/ui/Button';
import { Face, GoodsLine } from '@/ui/goods';
import { Arrow, Icon, type IconName } from '@/ui/Icon';
import { Choice } from '@/ui/forms';
import { Page } from '@/ui/Page';
import { Bar, Cell, Price, Section } from '@/ui/parts';
import { Refusal } from '@/ui/Refusal';
import { Loading, ProblemState, State } from '@/ui/State';
import { ForVillager, Handing } from './handing';

export type Quote = Extract<CheckoutQuoteMutation['quote'], { __typename: 'Quote' }>;
export type Address = AddressesQuery['addresses'][number];

/**
 * The price of these lines at this address, pinned for a quarter of an hour; asked again when either changes or its
 * time is over.
 */
function useQuote(addressId: string | null, errandId: string | null, stationPartyId: string | null) {
  const [lines] = useState(atCheckout);
  const [quote, setQuote] = useState<Quote | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = useCallback(async () => {
    if (!(addressId || errandId) || lines.length === 0) return;
    setProblem(null);
    try {
      const to = errandId ? { errandId } : { addressId };
      const wanted = { ...to, lines, ...(stationPartyId && { stationPartyId }) };
      const what = `${errandId ?? addressId} ${stationPartyId ?? ''} ${JSON.stringify(lines)}`;
      setQuote(await act(CheckoutQuote, wanted, `quote ${what}`));
    } catch (error) {
      setQuote(null);
      setProblem(asProblem(error));
    }
  }, [addressId, errandId, stationPartyId, lines]);
  useEffect(() => void ask(), [ask]);
  return { lines, quote, problem, ask };
}

const AddressLine = ({ address }: { address: Address }) => (
  <View
    className="section row gap-3 act"
    aria-role="button"
    onClick={() => go('/pages/addresses/index', { choose: 1 })}
  >
    <View className="told-mark center still lead bold">
      <Icon name="pin" />
    </View>
    <View className="grow">
      <View className="bold">{nearAddress(address.detail, homeCounty())}</View>
      <View className="small grey">
        {address.name} {address.phone}
      </View>
    </View>
    <Arrow />
  </View>
);

function Sellers({ quote }: { quote: Quote }) {
  return quote.sellers.map((seller) => (
    <Section key={seller.shop?.id}>
      <View className="row gap-3 pad-y-2">
        <Face id={seller.shop?.pictureId} label={seller.shop?.name ?? ''} />
        <View className="grow bold">{seller.shop?.name}</View>
        <View className="small grey">{seller.deliveryFen > 0 ? `运费 ${yuan(seller.deliveryFen)}` : '免运费'}</View>
      </View>
      {seller.lines.map((line) => (
        <GoodsLine
          key={line.sku?.id}
          pictureId={line.sku?.product?.pictureId}
          title={line.title}
          more={
            <>
              {line.specification} × {line.quantity}
              {!line.returnableWithoutReason && <View>{SAID.perishableTerms}</View>}
            </>
          }
          end={<Price fen={line.totalFen} />}
        />
      ))}
      <Cell label="配送">{seller.deliveryService}</Cell>
      {seller.confirmWithin && <Cell label="商家确认">{seller.confirmWithin}</Cell>}
    </Section>
  ));
}

const PAY_WAYS = [
  { value: 'NOW', label: '现在付' },
  { value: 'DOOR', label: '送到再付' },
] as const;
type PayWay = (typeof PAY_WAYS)[number]['value'];

const WAY: readonly (readonly [icon: IconName, words: string])[] = [
  ['purse', '支付机构存着'],
  ['hand', '看货签收'],
  ['clock', '售后期满'],
  ['shop', '给商家'],
];
/** Where the station's agent shows whoever pays a code. */
const BUY_FOR = '/seller/pages/errand/index';

/** Where the money lies until the seller has it. */
const MoneyWay = () => (
  <View className="section">
    <View className="bold">您的钱这么走</View>
    <View className="rail over between start top-2">
      {WAY.map(([icon, words], i) => (
        <View key={words} className="column note">
          <View className={`ring disc center over ${i === 0 ? 'on-rice' : 'on-card'}`}>
            <Icon name={icon} />
          </View>
          {words}
        </View>
      ))}
    </View>
  </View>
);

interface PayBarProps {
  quote: Quote;
  secondsLeft: number;
  ask: () => Promise<void>;
  submit: Action<[]>;
  atDoor: boolean;
  isForAnother: boolean;
}
function PayBar({ quote, secondsLeft, ask, submit, atDoor, isForAnother }: PayBarProps) {
  const isOver = secondsLeft <= 0;
  return (
    <Bar>
      <View className="grow">
        <Price fen={quote.totalFen} large />
        <View className="small grey">{isOver ? '价格已过期' : `价格保留 ${left(secondsLeft * 1000)}`}</View>
      </View>
      {isOver ? (
        <Button kind="main" onTap={ask}>
          重新核对价格
        </Button>
      ) : (
        <Button kind="main" busy={submit.busy} onTap={submit.run}>
          {atDoor ? '提交，送到再付' : isForAnother ? '提交，让他扫码付' : '提交并付款'}
        </Button>
      )}
    </Bar>
  );
}

/** Where what stands in the way is put right: the rules to say yes to, or the cart. */
function WayOut({ of, ask }: { of: Problem; ask: () => Promise<void> }) {
  const owed = (of.refusal?.details ?? []).filter(({ about }) => about === 'rules' || about === 'privacy');
  useDidShow(() => void (owed.length > 0 && ask()));
  if (owed.length === 0)
    return (
      <View className="section">
        <Button wide onTap={() => go('/pages/cart/index')}>
          回购物车改一改
        </Button>
      </View>
    );
  return (
    <Section title="先看规则">
      {owed.map(({ about, text }) => (
        <Cell key={about} label={text} onTap={() => go(`/pages/${about ?? ''}/index`)}>
          看过再同意
        </Cell>
      ))}
    </Section>
  );
}

export default function CheckoutPage() {
  const query = useQuery(Addresses, {}, { skip: atCheckout().length === 0 });
  const [chosen, setChosen] = useState(chosenAddress);
  useDidShow(() => {
    setChosen(chosenAddress());
    if (query.data) void query.reload();
  });
  const addresses = query.data?.addresses ?? [];
  const address =
    addresses.find(({ id }) => id === chosen) ?? addresses.find(({ isDefault }) => isDefault) ?? addresses[0] ?? null;
  useEffect(() => {
    if (address) setPlace({ divisionCode: address.divisionCode, text: address.detail });
  }, [address]);
  const [errand] = useState(buyingFor);
  const [stationId, setStation] = useState<string | null>(errand?.stationPartyId ?? null);
  const { lines, quote, problem, ask } = useQuote(address?.id ?? null, errand?.errandId ?? null, stationId);
  const secondsLeft = useCountdown(quote?.secondsLeft ?? null, quote);

  const [way, setWay] = useState<PayWay>('NOW');
  const atDoor = quote?.canPayAtDoor === true && way === 'DOOR';

  const submit = useAction(async () => {
    if (!quote) return;
    try {
      const { checkoutId } = await act(
        PlaceOrder,
        { quoteId: quote.id, totalFen: quote.totalFen, ...(atDoor && { payAtDoor: true }) },
        `place ${quote.id} ${way}`,
      );
      takeToCheckout([]);
      if (errand) return goInstead(BUY_FOR, { checkoutId });
      if (atDoor) return goInstead('/pages/orders/index');
      // The order stands, whatever becomes of the payment.
      await payCheckout(checkoutId).catch((error) => {
        say(asProblem(error).message);
        go('/pages/paid/index', { checkoutId, paid: 0 });
      });
    } catch (error) {
      // Too late, or something changed since: what is true now is shown, and nothing was ordered.
      if (error instanceof Problem && error.kind === 'refused') await ask();
      throw error;
    }
  });

  if (lines.length === 0) {
    return (
      <Page>
        <State text="没有要结算的商品" more="可能已经下过单了">
          <Button kind="main" onTap={() => go('/pages/orders/index')}>
            看我的订单
          </Button>
        </State>
      </Page>
    );
  }
  return (
    <Page
      query={query}
      bar={quote && <PayBar {...{ quote, secondsLeft, ask, submit, atDoor }} isForAnother={errand !== null} />}
    >
      {() => (
        <>
          {errand ? (
            <ForVillager errand={errand} station={stationId} choose={setStation} />
          ) : address ? (
            <AddressLine address={address} />
          ) : (
            <State text="东西送到哪？" more="填好地址，就看得到运费和哪天到">
              <Button kind="main" onTap={() => go('/pages/address/index', { choose: 1 })}>
                先填收货地址
              </Button>
            </State>
          )}
          {problem &&
            (problem.kind === 'refused' ? (
              <Refusal problem={problem} />
            ) : (
              <ProblemState problem={problem} retry={ask} />
            ))}
          {problem?.kind === 'refused' && <WayOut of={problem} ask={ask} />}
          {!errand && address && (quote || stationId) && (
            <Handing key={address.id} address={address} quote={quote} station={stationId} choose={setStation} />
          )}
          {quote && <Sellers quote={quote} />}
          {quote?.canPayAtDoor && (
            <Section>
              <Choice label="怎么付款" value={way} options={PAY_WAYS} onChange={setWay} />
              {atDoor && <View className="small grey">当面看过货，用微信扫配送员的收款码付给商家；不收现金。</View>}
            </Section>
          )}
          {quote && !atDoor && <MoneyWay />}
          {(address || errand) && !quote && !problem && <Loading />}
        </>
      )}
    </Page>
  );
}
