import { View } from '@tarojs/components';
import { useDidShow, useRouter } from '@tarojs/taro';
import { Addresses, DeleteAddress, type AddressesQuery } from '@/api/shop';
import { act } from '@/lib/client';
import { back, go, goInstead } from '@/lib/go';
import { useAction } from '@/lib/once';
import { useQuery } from '@/lib/query';
import { confirm } from '@/lib/say';
import { chooseAddress } from '@/lib/shop';
import { Button } from '@/ui/Button';
import { Page } from '@/ui/Page';
import { Bar, Section, Tag } from '@/ui/parts';

type Address = AddressesQuery['addresses'][number];

/** With `choose=1` a tap on an address takes it and goes back: whoever sent here reads which. */
export default function AddressesPage() {
  const choosing = useRouter().params['choose'] === '1';
  const query = useQuery(Addresses, {});
  const { reload, data } = query;
  useDidShow(() => void (data && reload()));
  const remove = useAction(async (id: string, name: string) => {
    if (!(await confirm('删除地址', `不再保存${name}的这个地址？`, '删除'))) return;
    await act(DeleteAddress, { id });
    await reload();
  });
  const choose = (address: Address) => {
    chooseAddress(address);
    back();
  };
  // Chosen as soon as it is saved: back from there leads to whoever sent here.
  const add = (
    <Button
      kind="main"
      wide
      onTap={() => (choosing ? goInstead('/pages/address/index', { choose: 1 }) : go('/pages/address/index'))}
    >
      添加收货地址
    </Button>
  );
  return (
    <Page
      query={query}
      isEmpty={({ addresses }) => addresses.length === 0}
      empty={{ text: '还没有收货地址', action: add }}
      bar={<Bar>{add}</Bar>}
    >
      {({ addresses }) =>
        addresses.map((address) => (
          <Section key={address.id}>
            <View
              onClick={choosing ? () => choose(address) : undefined}
              {...(choosing && { 'aria-role': 'button', 'aria-label': `送到${address.name}，${address.detail}` })}
            >
              <View className="bold">
                {address.name}　{address.phone} {address.isDefault && <Tag>常用</Tag>}
              </View>
              <View className="grey">{address.detail}</View>
            </View>
            <View className="row end">
              {choosing && (
                <Button small kind="main" onTap={() => choose(address)}>
                  送到这里
                </Button>
              )}
              <Button
                small
                onTap={() => go('/pages/address/index', { id: address.id })}
                label={`修改${address.name}的地址`}
              >
                修改
              </Button>
              <Button
                small
                kind="danger"
                busy={remove.busy}
                onTap={() => remove.run(address.id, address.name)}
                label={`删除${address.name}的地址`}
              >
                删除
              </Button>
            </View>
          </Section>
        ))
      }
    </Page>
  );
}
