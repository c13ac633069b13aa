import { SAID } from '@/lib/said';
import { Help } from '@/api/shop';
import { go } from '@/lib/go';
import { useQuery } from '@/lib/query';
import { Fold, Lines } from '@/ui/Fold';
import { Page } from '@/ui/Page';
import { Cell, Section } from '@/ui/parts';

export default function HelpPage() {
  const query = useQuery(Help, {}, { keepAs: 'help' });
  return (
    <Page query={query}>
      {({ helpArticles }) => (
        <>
          <Section>
            {helpArticles.map((article, i) => (
              <Fold key={article.slug} title={article.title} open={i === 0}>
                <Lines text={article.body} />
              </Fold>
            ))}
          </Section>
          <Section title="还没解决？">
            <Cell label="提投诉或建议" onTap={() => go('/pages/complain/index')} />
            <Cell label="我是卖家，有不会的问平台" onTap={() => go('/seller/pages/questions/index')} />
            <Cell label={SAID.rulesAndTimes} onTap={() => go('/pages/rules/index')} />
          </Section>
        </>
      )}
    </Page>
  );
}
