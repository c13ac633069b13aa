import { Migration } from '@mikro-orm/migrations';

export class Migration20261129190812 extends Migration {

  override name = 'Migration20261129190812';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`TradeCheck\` add \`items\` mediumtext null;`);
  }
}
