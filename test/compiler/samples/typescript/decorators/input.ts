const seen: string[] = []
function Injectable(name: string): ClassDecorator {
  return (target) => { seen.push(`${name} ${target.name}`) }
}
function Log(target: object, key: string | symbol, descriptor?: PropertyDescriptor): void {
  seen.push(`Log ${String(key)} ${typeof descriptor}`)
}
function Param(label: string) {
  return (target: object, key: string | symbol | undefined, index: number): void => {
    seen.push(`Param ${label} ${String(key)} ${index}`)
  }
}
function Field(target: object, key: string | symbol): void { seen.push(`Field ${String(key)}`) }

@Injectable('service')
export class Service {
  @Field private readonly cache = new Map<string, number>()
  @Field
  public other = 1

  constructor(
    @Param('first') private readonly first: string,
    @Param('second') public second: number = 2,
  ) {
    seen.push(`${first} ${this.second}`)
  }

  @Log
  find(@Param('id') id: string, @Param('options') { deep = false }: { deep?: boolean } = {}): string {
    const found = `${this.first} ${id} ${deep}`
    return found
  }

  @Log
  async later(@Param('n') n: number): Promise<number> {
    await null
    return n
  }

  @Log get size(): number { return this.cache.size }
}

const service = new Service('a')
log(service.find('1', { deep: true }), await service.later(5), service.size, seen)
