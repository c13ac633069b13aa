import { Migration } from '@mikro-orm/migrations';

export class Migration20261201175355 extends Migration {

  override name = 'Migration20261201175355';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Lot\` add index \`Lot_state_registeredAtMs_index\` (\`state\`, \`registeredAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Lot\` drop index \`Lot_state_registeredAtMs_index\`;`);

    this.addSql(`alter table \`QualityStandard\` add \`notBelowCode\` varchar(60) null;`);
  }

}
