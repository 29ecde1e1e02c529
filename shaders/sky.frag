// What is seen where there is no surface: it grows from the haze below into the sky above.
in float height;

uniform vec3 haze;
uniform vec3 sky;

out vec4 color;

void main()
{
    // Half a step of noise, always the same, hides the steps of eight bits (Roberts 2018).
    float noise = fract(dot(gl_FragCoord.xy, vec2(0.7548776662, 0.5698402910)));
    color = vec4(mix(haze, sky, height) + (noise - 0.5) / 255.0, 1.0);
}
