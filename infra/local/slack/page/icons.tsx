/** Line icons, drawn here so that the page needs nothing from elsewhere. */
const paths = {
  hash: 'M9 3 7 17M13 3l-2 14M4 7h13M3 13h13',
  lock: 'M5 9h10v8H5zM7 9V6a3 3 0 0 1 6 0v3',
  home: 'M3 9.5 10 3l7 6.5M5 8v9h4v-5h2v5h4V8',
  chat: 'M3 4h14v10H9l-4 3v-3H3z',
  bell: 'M10 3a4.5 4.5 0 0 0-4.5 4.5V11L4 13.5h12L14.5 11V7.5A4.5 4.5 0 0 0 10 3zM8.5 16.5h3',
  send: 'M3 3l15 7-15 7 2.5-7z M5.5 10H12',
  close: 'M5 5l10 10M15 5 5 15',
  back: 'M12.5 4 6.5 10l6 6',
  down: 'M5.5 8 10 12.5 14.5 8',
  right: 'M8 5.5 12.5 10 8 14.5',
  dots: 'M10 5h.01M10 10h.01M10 15h.01',
  reply: 'M3 4h14v10H9l-4 3v-3H3zM6.5 8h7M6.5 11h4',
  bold: 'M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3 3 0 0 1 0 6H6z',
  italic: 'M8 4h6M6 16h6M11 4 9 16',
  strike:
    'M4 10h12M13.5 6.5C13 5 11.800 4 10 4 8 4 6.500 5 6.500 7M6.500 13.500C7 15 8.200 16 10 16c2 0 3.500-1 3.500-3',
  code: 'M7 6l-4 4 4 4M13 6l4 4-4 4',
  at: 'M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0zm0 0v1.500a2 2 0 0 0 4 0V10a7 7 0 1 0-3 5.700',
  slash: 'M12.500 4l-5 12M3.500 3.500h13v13h-13z',
  check: 'M4.500 10.500 8.500 14.500 15.500 6',
  warning: 'M10 3 18 17H2zM10 8v4M10 14.500h.01',
  info: 'M10 2.500a7.500 7.500 0 1 0 0 15 7.500 7.500 0 0 0 0-15zM10 9v5M10 6.200h.01',
  moon: 'M16 12A7 7 0 0 1 8 4a6.500 6.500 0 1 0 8 8z',
  sun: 'M10 6.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7zM10 2v2M10 16v2M2 10h2M16 10h2M4.500 4.500l1.400 1.400M14.100 14.100l1.400 1.400M15.500 4.500l-1.400 1.400M5.900 14.100l-1.400 1.400',
  trash: 'M4 6h12M8 6V4h4v2M6 6l.7 11h6.600L14 6',
  up: 'M7 9V16H4V9zM7 9l3-6c1.500 0 2 1 1.700 2.500L11.300 8H15.500l-1 6.500c-.2 1-.8 1.500-1.800 1.500H7',
  calendar: 'M4 5h12v12H4zM4 8.500h12M7 3v3M13 3v3',
  clock: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM10 6v4l2.500 2',
  file: 'M5 3h7l3 3v11H5zM12 3v3h3',
  eye: 'M2 10s3-5.500 8-5.500S18 10 18 10s-3 5.500-8 5.500S2 10 2 10zM10 8a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  app: 'M4 4h5v5H4zM11 4h5v5h-5zM4 11h5v5H4zM11 11h5v5h-5z',
  shared: 'M8 6h8v8H8zM4 4h8v2M4 4v8h4',
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) => (
  <svg
    className="icon"
    width={size}
    height={size}
    viewBox="0 0 20 20"
    fill="none"
    stroke="currentColor"
    strokeWidth={name === 'dots' ? 2.6 : 1.5}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d={paths[name]} />
  </svg>
)
