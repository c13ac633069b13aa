import { Migration } from '@mikro-orm/migrations';

export class Migration20261127101407 extends Migration {

  override name = 'Migration20261127101407';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Lot\` add index \`Lot_registeredAtMs_index\` (\`registeredAtMs\`);`);

    this.addSql(`alter table \`PriceFlag\` add index \`PriceFlag_raisedAtMs_index\` (\`raisedAtMs\`);`);

    this.addSql(`alter table \`Product\` add index \`Product_createdAtMs_index\` (\`createdAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Lot\` drop index \`Lot_registeredAtMs_index\`;`);

    this.addSql(`alter table \`PriceFlag\` drop index \`PriceFlag_raisedAtMs_index\`;`);

    this.addSql(`alter table \`Product\` drop index \`Product_createdAtMs_index\`;`);
  }

}
