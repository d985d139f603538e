type Props = { name: string; children?: unknown }
const generic = <T,>(value: T): T => value
const Named = <T extends Props>({ name, children }: T) => <p title={name}>{children}</p>
class View<P> {
  constructor(private props: P) {}
  render(): unknown {
    return <Named<Props> name={generic<string>('typed')}>{(this.props as { a: number }).a}</Named>
  }
}
log(new View({ a: 1 }).render())
