import { Migration } from '@mikro-orm/migrations';

export class Migration20261130190720 extends Migration {

  override name = 'Migration20261130190720';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`PriceEmergency\` add \`services\` mediumtext null;`);
  }

}
