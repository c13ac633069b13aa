import { rowAfter } from '@heitu/kit/rules/mutation';
import { collectionsById } from './collection.loader.ts';
import { CollectionView } from './collection.view.ts';

/** What mutations show: the collection as it is now. */
export const collectionNow = rowAfter(CollectionView, collectionsById);
