import { DeskFooter as Footer } from '../api/admin.ts';
import { useAsk } from '../lib/use.ts';

/** Who answers for these pages, as filed (6.1.c). Nothing stands here where it cannot be asked for. */
export function DeskFooter() {
  const { data } = useAsk(Footer, {});
  const operator = data?.publicRegister?.edges[0]?.node;
  if (!operator) return null;
  const numberOf = (wanted: string) => operator.licences.find(({ type, valid }) => valid && type === wanted)?.number;
  const parts = [
    operator.name,
    numberOf('icp-filing'),
    numberOf('domain-certificate'),
    data?.servicePhone && `服务电话 ${data.servicePhone}`,
  ];
  return <footer className="desk-footer">{parts.filter(Boolean).join('　')}</footer>;
}
