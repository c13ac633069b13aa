import { Migration } from '@mikro-orm/migrations';

export class Migration20261129115253 extends Migration {

  override name = 'Migration20261129115253';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`PriceLabel\` add \`referenceFen\` bigint null;`);
  }

}
