/** Kinds a browser can draw; everything else travels as it is. */
const DRAWN = ["image/jpeg", "image/png", "image/webp", "image/bmp"];
const JPEG = "image/jpeg";

/** Return the size of the picture after shrinking; it never grows. */
export function fittingSize(width, height, pixels) {
    const scale = Math.min(1, pixels / Math.max(width, height));
    return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

function toBlob(canvas, type, quality) {
    return new Promise((resolve, reject) =>
        canvas.toBlob(
            (blob) => (blob ? resolve(blob) : reject(new Error("The picture is too large."))),
            type,
            quality
        )
    );
}

/** Draw the picture upright, as its camera meant it, on white: JPEG knows no transparency. */
function drawn(bitmap, [width, height]) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    context.imageSmoothingQuality = "high";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(bitmap, 0, 0, width, height);
    return canvas;
}

/** A drawing of few colours, such as a screenshot, is smaller as PNG. */
async function smallest(canvas, type, quality) {
    const jpeg = await toBlob(canvas, JPEG, quality / 100);
    if (type !== "image/png") {
        return jpeg;
    }
    const png = await toBlob(canvas, type);
    return png.size < jpeg.size ? png : jpeg;
}

/**
 * Return the picture in the size of the settings, upright, and without what a camera writes into it:
 * place, device, time. A file that the browser cannot draw is returned as it is.
 *
 * @param {File} file
 * @param {{pixels: number, quality: number}} limits
 * @returns {Promise<File>}
 */
export async function shrinkPicture(file, { pixels, quality }) {
    if (!DRAWN.includes(file.type)) {
        return file;
    }
    let bitmap;
    try {
        bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
        return file; // no picture in spite of its name: the server tells what it is
    }
    const canvas = drawn(bitmap, fittingSize(bitmap.width, bitmap.height, pixels));
    bitmap.close();
    const blob = await smallest(canvas, file.type, quality);
    const ending = blob.type === JPEG ? ".jpg" : ".png";
    return new File([blob], file.name.replace(/(\.[^.]*)?$/, ending), { type: blob.type });
}
