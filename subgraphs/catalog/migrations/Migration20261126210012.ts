import { Migration } from '@mikro-orm/migrations';

export class Migration20261126210012 extends Migration {

  override name = 'Migration20261126210012';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Lot\` drop index \`Lot_productId_state_index\`;`);
    this.addSql(`alter table \`Lot\` add index \`Lot_productId_state_producedOn_index\` (\`productId\`, \`state\`, \`producedOn\`);`);

    this.addSql(`alter table \`ProductToken\` add index \`ProductToken_token_weight_productId_index\` (\`token\`, \`weight\`, \`productId\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Lot\` drop index \`Lot_productId_state_producedOn_index\`;`);
    this.addSql(`alter table \`Lot\` add index \`Lot_productId_state_index\` (\`productId\`, \`state\`);`);

    this.addSql(`alter table \`ProductToken\` drop index \`ProductToken_token_weight_productId_index\`;`);
  }

}
