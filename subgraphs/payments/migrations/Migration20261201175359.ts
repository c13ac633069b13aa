import { Migration } from '@mikro-orm/migrations';

export class Migration20261201175359 extends Migration {

  override name = 'Migration20261201175359';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`LookUp\` add index \`LookUp_answeredAtMs_index\` (\`answeredAtMs\`);`);

    this.addSql(`alter table \`RiskHold\` add index \`RiskHold_decidedAtMs_index\` (\`decidedAtMs\`);`);

    this.addSql(`alter table \`Settlement\` drop index \`Settlement_partyId_index\`;`);
    this.addSql(`alter table \`Settlement\` add index \`Settlement_state_createdAtMs_index\` (\`state\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`Settlement\` add index \`Settlement_partyId_createdAtMs_index\` (\`partyId\`, \`createdAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`LookUp\` drop index \`LookUp_answeredAtMs_index\`;`);

    this.addSql(`alter table \`RiskHold\` drop index \`RiskHold_decidedAtMs_index\`;`);

    this.addSql(`alter table \`Settlement\` drop index \`Settlement_state_createdAtMs_index\`;`);
    this.addSql(`alter table \`Settlement\` drop index \`Settlement_partyId_createdAtMs_index\`;`);
    this.addSql(`alter table \`Settlement\` add index \`Settlement_partyId_index\` (\`partyId\`);`);
  }

}
