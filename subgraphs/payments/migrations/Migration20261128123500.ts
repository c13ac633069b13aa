import { Migration } from '@mikro-orm/migrations';

export class Migration20261128123500 extends Migration {

  override name = 'Migration20261128123500';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Payment\` add index \`Payment_state_expiresAtMs_index\` (\`state\`, \`expiresAtMs\`);`);
    this.addSql(`alter table \`Advance\` add index \`Advance_state_createdAtMs_index\` (\`state\`, \`createdAtMs\`);`);
    this.addSql(`alter table \`CaseRemedy\` add index \`CaseRemedy_state_proposedAtMs_index\` (\`state\`, \`proposedAtMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Payment\` drop index \`Payment_state_expiresAtMs_index\`;`);
    this.addSql(`alter table \`Advance\` drop index \`Advance_state_createdAtMs_index\`;`);
    this.addSql(`alter table \`CaseRemedy\` drop index \`CaseRemedy_state_proposedAtMs_index\`;`);
  }

}
