import { Migration } from '@mikro-orm/migrations';

export class Migration20261202072100 extends Migration {

  override name = 'Migration20261202072100';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`CodRemittance\` add index \`CodRemittance_carrierPartyId_state_dueAtMs_index\` (\`carrierPartyId\`, \`state\`, \`dueAtMs\`);`);
  }

}
