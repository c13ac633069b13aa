import { Migration } from '@mikro-orm/migrations';

export class Migration20261130053625 extends Migration {

  override name = 'Migration20261130053625';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`ChargeDifference\` add index \`ChargeDifference_foundAtMs_id_index\` (\`foundAtMs\`, \`id\`);`);

    this.addSql(`alter table \`StockMovement\` add index \`StockMovement_atMs_id_index\` (\`atMs\`, \`id\`);`);
  }
}
