import { ProductTitles } from '../api/admin.ts';
import { ask } from '../lib/client.ts';
import { Finder, type FinderProps } from './Finder.tsx';

/** Finds goods by a part of their title. */
export const ProductPicker = (props: FinderProps) => (
  <Finder
    {...props}
    hint="写出商品名称里的几个字"
    missing="没有找到，换几个字再找"
    find={async (search) =>
      (await ask(ProductTitles, { search })).managedProducts.edges.map(({ node }) => ({
        value: node.id,
        label: node.shop ? `${node.title}（${node.shop.name}）` : node.title,
      }))
    }
  />
);
