import { useState } from 'react'
import { type JsonObject, text } from '../json.ts'

/** A picture. The page asks nothing of other sites, so a picture from elsewhere shows its description instead. */
export const ImageElement = ({
  image,
  className,
}: {
  readonly image: JsonObject
  readonly className: string
}) => {
  const [isBroken, setBroken] = useState(false)
  const url = text(image.image_url)
  const alt = text(image.alt_text) ?? ''
  const isLocal = url !== undefined && (url.startsWith(location.origin) || url.startsWith('data:image/'))
  if (!isLocal || isBroken)
    return (
      <span className={`${className} image-missing`} role="img" aria-label={alt} title={alt}>
        <span>{alt}</span>
      </span>
    )
  return <img className={className} src={url} alt={alt} onError={() => setBroken(true)} />
}
