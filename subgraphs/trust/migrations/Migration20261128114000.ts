import { Migration } from '@mikro-orm/migrations';

export class Migration20261128114000 extends Migration {

  override name = 'Migration20261128114000';

  override up(): void | Promise<void> {
    this.addSql(`alter table \`Delegation\` add index \`Delegation_state_askedAtMs_index\` (\`state\`, \`askedAtMs\`);`);
    this.addSql(`alter table \`Delegation\` add index \`Delegation_state_untilMs_index\` (\`state\`, \`untilMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table \`Delegation\` drop index \`Delegation_state_askedAtMs_index\`;`);
    this.addSql(`alter table \`Delegation\` drop index \`Delegation_state_untilMs_index\`;`);
  }

}
