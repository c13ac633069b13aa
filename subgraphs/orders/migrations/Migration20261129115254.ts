import { Migration } from '@mikro-orm/migrations';

export class Migration20261129115254 extends Migration {

  override name = 'Migration20261129115254';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`OrderLine\` add index \`OrderLine_skuId_orderId_index\` (\`skuId\`, \`orderId\`);`);
  }

}
