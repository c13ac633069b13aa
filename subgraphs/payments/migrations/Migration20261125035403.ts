import { Migration } from '@mikro-orm/migrations';

export class Migration20261125035403 extends Migration {

  override name = 'Migration20261125035403';

  override up(): void | Promise<void> {
    this.addSql(`create table \`CallTaken\` (\`id\` varchar(22) not null, \`untilMs\` bigint not null, primary key (\`id\`)) default character set utf8mb4 collate utf8mb4_bin engine = InnoDB;`);
    this.addSql(`alter table \`CallTaken\` add index \`CallTaken_untilMs_index\` (\`untilMs\`);`);

    this.addSql(`alter table \`EventDelivery\` drop index \`EventDelivery_state_nextAtMs_index\`;`);
    this.addSql(`alter table \`EventDelivery\` add index \`EventDelivery_state_consumer_index\` (\`state\`, \`consumer\`);`);

    this.addSql(`alter table \`RequestClaim\` add index \`RequestClaim_atMs_index\` (\`atMs\`);`);
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists \`CallTaken\`;`);

    this.addSql(`alter table \`EventDelivery\` drop index \`EventDelivery_state_consumer_index\`;`);
    this.addSql(`alter table \`EventDelivery\` add index \`EventDelivery_state_nextAtMs_index\` (\`state\`, \`nextAtMs\`);`);

    this.addSql(`alter table \`RequestClaim\` drop index \`RequestClaim_atMs_index\`;`);
  }

}
