import { DeskFooter as Footer } from '../api/admin.ts';
import { useAsk } from '../lib/use.ts';
import { space } from './layout.tsx';

/** Who answers for these pages, as filed (6.1.c). Nothing stands here where it cannot be asked for. */
export function DeskFooter() {
  const { data } = useAsk(Footer, {});
  const operator = data?.publicRegister?.edges[0]?.node;
  if (!operator) return null;
  const numberOf = (wanted: string) => operator.licences.find(({ type, valid }) => valid && type === wanted)?.number;
  const parts = [
    operator.name,
    numberOf('ICP_FILING'),
    numberOf('DOMAIN_CERTIFICATE'),
    data?.servicePhone && `服务电话 ${data.servicePhone}`,
  ];
  return (
    <footer className="small grey" style={{ padding: `${space(4)} ${space(6)}` }}>
      {parts.filter(Boolean).join('　')}
    </footer>
  );
}
